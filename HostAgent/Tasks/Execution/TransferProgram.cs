using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansOps.HostAgent.Connection;
using OrleansOps.HostAgent.Transfers;
using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>
/// By which program files are put on the host and brought from it: the agent's own, as a process of the task. So it runs under a supervisor as every task does: it is journaled,
/// cancelled and limited like one, and outlives the agent.
/// </summary>
/// <param name="Command">The program, and what stands before its arguments.</param>
/// <param name="Servers">Gateways that have the store.</param>
/// <param name="CaFile">Certificates (PEM) that theirs are trusted by.</param>
/// <param name="InsecureHttp">Whether one may be http:// on another host.</param>
/// <param name="KeepFreeBytes">What stays free of a disk.</param>
internal sealed record TransferProgram(IReadOnlyList<string> Command, IReadOnlyList<Uri> Servers, string? CaFile, bool InsecureHttp, long KeepFreeBytes)
{
    /// <summary>What the program is told to do.</summary>
    public const string Verb = "transfer";

    private const string Name = "ops-agent";

    public static TransferProgram Of(IReadOnlyList<GatewayOptions> gateways, long keepFree) =>
        new(Self(), [.. gateways.Select(gateway => gateway.Server)], gateways[0].CaFile, gateways[0].InsecureHttp, keepFree);

    /// <summary>The order as one to run that program.</summary>
    public RunTask Order(RunTask order) => order with
    {
        Kind = TaskKind.Argv,
        Argv = [.. Command, Verb],
        Env = Environment(order.Env),
        Stdin = JsonSerializer.SerializeToUtf8Bytes(new TransferSpec(order.TaskId, order.File, Servers, CaFile, InsecureHttp, KeepFreeBytes, order.Collect), TransferJson.Default.TransferSpec),
    };

    /// <summary>An order to bring what another one has left: of its user, and in a directory of its own.</summary>
    /// <param name="below">Where that one worked.</param>
    public RunTask Gathering(RunTask order, string below) => new(
        order.TaskId,
        order.Attempt,
        order.AgentId,
        TaskKind.Argv,
        Script: null,
        [.. Command, Verb],
        Environment(new Dictionary<string, string>(StringComparer.Ordinal)),
        WorkingDirectory: null,
        JsonSerializer.SerializeToUtf8Bytes(new TransferSpec(order.TaskId, File: null, Servers, CaFile, InsecureHttp, KeepFreeBytes, order.Artifacts, below), TransferJson.Default.TransferSpec),
        (long)FileCollection.LongestGathering.TotalMilliseconds,
        order.Grace,
        Limits.LogCapBytes,
        RunAs: order.RunAs,
        Secrets: new Dictionary<string, string>(StringComparer.Ordinal) { [FileDelivery.TokenSecret] = order.Secrets![FileDelivery.TokenSecret] });

    /// <summary>It goes the same way as the agent: through the same proxies.</summary>
    private static Dictionary<string, string> Environment(IReadOnlyDictionary<string, string> ofOrder)
    {
        var variables = ProxyRoute.FromEnvironment();
        foreach (var (name, value) in ofOrder)
        {
            variables[name] = value;
        }

        return variables;
    }

    /// <summary>By its name and not by what runs: after an update that is a file that is gone. Where it is no native program, the runtime that runs this one runs it.</summary>
    public static IReadOnlyList<string> Self()
    {
        var program = Path.Join(AppContext.BaseDirectory, Name);
        return RuntimeFeature.IsDynamicCodeSupported && File.Exists($"{program}.dll")
            ? [Path.GetFullPath(Path.Join(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")), $"{program}.dll"]
            : [File.Exists(program) ? program : System.Environment.ProcessPath ?? program];
    }
}
