"""One file an outlet: data first. Adding one here, with its folder in `fixtures/`, is all it takes."""
