"""What a service does because of what another one published: once each, visible, tried again."""
