"""What people decide about records, and what a record is with it: values in, values out."""
