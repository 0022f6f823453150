"""From light to text: frames come from a source, a chain of decoders reads them off the UI's loop. What a reading is worth, each app decides."""
