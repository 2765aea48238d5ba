using System.CommandLine;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Cli;
using OrleansOps.Platform;

// One that cancels its task first: as long as that asks for, which has limits of its own.
var longestEnd = TimeSpan.FromMinutes(30);
try
{
    return await AgentCommands.Create().Parse(args).InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = args.Contains(RunCommand.OnceOption, StringComparer.Ordinal) ? longestEnd : TimeSpan.FromSeconds(20),
    });
}
catch (AgentStartException failed)
{
    foreach (var sentence in failed.Sentences)
    {
        await Console.Error.WriteLineAsync($"ops-agent: {Printable.Of(sentence)}");
    }

    return failed.ExitCode;
}
catch (OperationCanceledException)
{
    return 0;   // stopped as asked
}
