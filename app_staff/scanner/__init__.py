"""The tablet's own ways to a scan: its cameras and guns; the gate says which reading is one."""
