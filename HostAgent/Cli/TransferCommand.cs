using System.CommandLine;
using System.Text.Json;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.HostAgent.Transfers;
using OrleansOps.Platform;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent transfer`: the process of a task that puts a file on the host. The agent starts it; nobody else has a reason to.</summary>
internal static class TransferCommand
{
    public static Command Create()
    {
        var command = new Command(TransferProgram.Verb, "Puts a file on this host, as its standard input says. The agent starts it.") { Hidden = true };
        command.SetAction((_, cancel) => Run(cancel));
        return command;
    }

    private static async Task<int> Run(CancellationToken cancel)
    {
        try
        {
            await using var input = Console.OpenStandardInput();
            var spec = await JsonSerializer.DeserializeAsync(input, TransferJson.Default.TransferSpec, cancel) ?? throw new AgentStartException("Standard input says nothing of a file.");
            await new Delivery(spec, Environment.GetEnvironmentVariable, new TransferOutput(Console.Out, TimeProvider.System), TimeProvider.System).Run(cancel);
            return 0;
        }
        catch (JsonException odd)
        {
            throw new AgentStartException("Standard input is not what the agent gives a transfer.", odd);
        }
        catch (TransferException failed)
        {
            await Console.Error.WriteLineAsync(Printable.Of(failed.Message));
            await File.WriteAllTextAsync(TransferExit.SentenceFile, failed.Message, CancellationToken.None);
            return TransferExit.CodeOf(failed.Code);
        }
    }
}
