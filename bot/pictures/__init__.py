"""Looking at a picture that goes with a draft: nothing of it is ever written down."""
