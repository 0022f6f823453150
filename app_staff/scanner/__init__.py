"""From light to text: frames come from a source, a chain of decoders reads them off the UI's loop, the gate says which reading is a scan."""
