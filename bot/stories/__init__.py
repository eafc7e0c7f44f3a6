"""Stories and profiles: a look at one's own draft, headline or About text, when asked for."""
