"""What providers do through their link: on a phone, in two minutes, without an account."""
