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
    await Console.Error.WriteLineAsync($"ops-agent: {Printable.Of(failed.Message)}");
    return 1;
}
catch (OperationCanceledException)
{
    return 0;   // stopped as asked
}
