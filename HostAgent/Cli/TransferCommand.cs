using System.CommandLine;
using System.Text.Json;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.HostAgent.Transfers;
using OrleansOps.Platform;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Cli;

/// <summary>`ops-agent transfer`: the process of a task that puts a file on the host, or brings some. The agent starts it; nobody else has a reason to.</summary>
internal static class TransferCommand
{
    public static Command Create()
    {
        var command = new Command(TransferProgram.Verb, "Puts a file on this host, or brings some of it, as its standard input says. The agent starts it.") { Hidden = true };
        command.SetAction((_, cancel) => Run(cancel));
        return command;
    }

    private static async Task<int> Run(CancellationToken cancel)
    {
        try
        {
            await using var input = Console.OpenStandardInput();
            var spec = await JsonSerializer.DeserializeAsync(input, TransferJson.Default.TransferSpec, cancel) ?? throw new AgentStartException("Standard input says nothing of a file.");
            var output = new TransferOutput(Console.Out, TimeProvider.System);
            if (spec.Collect is null)
            {
                await new Delivery(spec, Environment.GetEnvironmentVariable, output, TimeProvider.System).Run(cancel);
            }
            else
            {
                await Tell(await new Collection(spec, Environment.GetEnvironmentVariable, output, TimeProvider.System, Tell).Run(cancel));
            }

            return 0;
        }
        catch (JsonException odd)
        {
            throw new AgentStartException("Standard input is not what the agent gives a transfer.", odd);
        }
        catch (OperationCanceledException)
        {
            return TransferExit.Ended;   // by a signal: whoever sent it, it did not succeed
        }
        catch (TransferException failed)
        {
            await Console.Error.WriteLineAsync(Printable.Of(failed.Message));
            await File.WriteAllTextAsync(TransferExit.SentenceFile, failed.Message, CancellationToken.None);
            if (failed.Artifacts is { } artifacts)
            {
                await Tell(artifacts);
            }

            return TransferExit.CodeOf(failed.Code);
        }
    }

    /// <summary>To the agent, which reads it when this process has ended. It is there whole or not at all: the process may be ended at any moment.</summary>
    private static async Task Tell(IReadOnlyList<TaskArtifact> artifacts)
    {
        var begun = $"{TransferExit.ArtifactsFile}.begun";
        await File.WriteAllBytesAsync(begun, JsonSerializer.SerializeToUtf8Bytes(artifacts, TransferJson.Default.IReadOnlyListTaskArtifact), CancellationToken.None);
        File.Move(begun, TransferExit.ArtifactsFile, overwrite: true);
    }
}
