using System.CommandLine;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Cli;
using OrleansOps.Platform;

var version = new Command("version", "Prints the version of this program.");
version.SetAction(_ => Console.WriteLine(RunCommand.Version));

var root = new RootCommand("Runs operations work on this host.") { EnrolCommand.Create(), RunCommand.Create(), version };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
    });
}
catch (AgentStartException failed)
{
    await Console.Error.WriteLineAsync($"ops-agent: {Printable.Of(failed.Message)}");
    return 1;
}
catch (OperationCanceledException)
{
    return 0;   // stopped as asked
}
