"""What keeps practices true and whole: reminders that one is to be looked at again, and reports for the secretariat."""
