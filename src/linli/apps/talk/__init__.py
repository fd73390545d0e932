"""Discussion on a matter: comments, replies, supports, summaries, and moderation in the open."""
