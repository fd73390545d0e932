"""What is shown of charters; everything here is public, but a draft is its writer's."""
