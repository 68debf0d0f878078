# cmd/group.c
# A batch tells what it did before it is on the disk.
/^group_end(/,/^}/{
	s/if (g->n > 0 && g->ctx->in_group &&/st = tell(g);\
	if (st == OK \&\& g->n > 0 \&\& g->ctx->in_group \&\&/
	s/^	st = tell(g);$//
}
