using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OrleansOps.Cli;

/// <summary>The usual help, and below it what the command has to add: examples, exit codes, how Ctrl-C works.</summary>
internal sealed class ExtendedHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private const string Root = """
        opsctl help COMMAND says more of one. opsctl completion SHELL makes the shell complete commands, hosts, tasks and jobs.

        Getting started:
          opsctl login --server https://ops.example.org
          opsctl hosts
          opsctl run --on web-1 -- uptime
          opsctl run --on role=web -- uptime

        For programs, -o json and jq:
          opsctl tasks --phase failed -o json | jq -r '.items[].id'

        Environment:
          OPSCTL_INSECURE_HTTP=true          take http:// to another host in OPSCTL_SERVER, which others can read on the way
          OPSCTL_SERVER                      address of the gateway, in place of the stored login's; several with commas between
          OPSCTL_TOKEN, OPSCTL_TOKEN_FILE    admin token, or a file that holds it
          NO_COLOR                           no colours in tables
          SSL_CERT_FILE                      certificates of an authority of your own (PEM)

        Exit codes:
          0  done        2  wrong usage, nothing was sent        3  the server refused
          4  the server cannot be reached                        141  the output went away
          opsctl run --help lists those of a task and of a job
        """;

    public override bool ClearsParseErrors => true;

    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        var usual = (HelpAction)option.Action!;
        usual.MaxWidth = ConsoleOutput.WidthOfStdout;
        option.Action = new ExtendedHelp(usual);
    }

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var more = parseResult.CommandResult.Command switch
        {
            RootCommand => Root,
            DocumentedCommand command => command.More,
            _ => null,
        };
        if (more is not null)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine(more);
            output.WriteLine();
        }

        return ExitCodes.Success;
    }
}
