/*
 * The program: all commands there are, and what must be in order before one
 * of them runs (run.c).  Knows of no command more than its name.
 */
#include "cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

extern const struct command supplier_command, buyer_command, product_command,
    inquiry_command, offer_command, price_command, quote_command,
    order_command, purchase_command, shipment_command, doc_command,
    rate_command, deal_command, init_command, import_command, export_command,
    report_command, search_command, next_command, log_command, undo_command,
    redo_command, batch_command, backup_command, restore_command,
    check_command, doctor_command, config_command, completion_command,
    help_command, complete_command;

const struct command *const all_commands[] = {
	&supplier_command, &buyer_command, &product_command, &inquiry_command,
	&offer_command, &price_command, &quote_command, &order_command,
	&purchase_command, &shipment_command, &doc_command, &rate_command,
	&deal_command, &init_command, &import_command, &export_command,
	&report_command, &search_command, &next_command, &log_command,
	&undo_command, &redo_command, &batch_command, &backup_command,
	&restore_command, &check_command, &doctor_command, &config_command,
	&completion_command, &help_command, &complete_command, NULL
};

/* A file opened under 0, 1 or 2 would be taken for a stream.  A closed stdout
 * must fail when it is written to. */
static void
guard_streams(void)
{
	static const struct {
		const char *path;
		int	    flags;
	} stand_in[] = {
		{ "/dev/null", O_RDONLY }, { "/dev/full", O_WRONLY },
		{ "/dev/null", O_WRONLY },
	};

	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open(stand_in[fd].path, stand_in[fd].flags) != fd)
			_exit(E_FAIL);
}

static void
on_signal(int number)
{
	if (stop_requested()) {		/* the second one: at once */
		output_abort_all();
		_exit(128 + number);
	}
	stop_request(number);
}

static void
catch_signals(void)
{
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction sa = { .sa_handler = on_signal };

	for (size_t i = 0; i < COUNT(numbers); i++)
		sigaction(numbers[i], &sa, NULL);
	sa.sa_handler = SIG_IGN;	/* the write says it, too */
	sigaction(SIGPIPE, &sa, NULL);
	sigaction(SIGXFSZ, &sa, NULL);
}

int
main(int argc, char **argv)
{
	struct context ctx = CONTEXT_INIT;
	enum status st;
	int code;

	guard_streams();
	set_no_memory(out_of_memory);
	catch_signals();
	set_language(&ctx, argv);
	ctx.names = names_collect(&ctx.arena);
	st = run(&ctx, (struct words){ argv, argc });
	code = st == OK || st == E_ROWS ? (int)st : report_failure(&ctx, st);
	context_release(&ctx);
	return code;
}
