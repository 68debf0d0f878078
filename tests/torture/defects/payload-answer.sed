# cmd/run.c
# What a command answers goes to a terminal as it is.
/if (ctx->is_terminal)/,+1d
