using System.CommandLine;
using OrleansOps.HostAgent;
using OrleansOps.HostAgent.Cli;
using OrleansOps.Platform;

try
{
    return await AgentCommands.Create().Parse(args).InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
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
