using OrleansOps.Agents;
using OrleansOps.Protocol;
using DiskUse = OrleansOps.Agents.DiskUse;
using HostFacts = OrleansOps.Agents.HostFacts;

namespace OrleansOps.Sockets.Messages;

/// <summary>Checks what an agent says of itself against the limits, and turns it into the words of its grain.</summary>
internal static class AgentMessages
{
    private const int MostHeld = 10_000;
    private const int MostDisks = 256;
    private const int MostAddresses = 64;
    private const int MostCommands = 100;
    private const int MostWords = 10;
    private const int FactLength = 256;

    public static Hello Checked(Hello hello)
    {
        Check.Given(hello, "hello");
        Check.Text(hello.AgentVersion, 1, 64, "agentVersion");
        Check.Range(hello.Slots, 1, Limits.Slots, "slots");
        Check.Given(hello.Facts, "facts");
        Facts(hello.Facts);
        Check.Text(hello.Instance ?? "", 0, Limits.IdLength, "instance");
        Check.Text(hello.Installation ?? "", 0, Limits.IdLength, "installation");
        Check.Range(hello.Minor, 0, int.MaxValue, "minor");
        Check.Given(hello.Tasks, "tasks");
        Check.Range(hello.Tasks.Count, 0, MostHeld, "number of tasks");
        foreach (var held in hello.Tasks)
        {
            Check.Given(held, "tasks[]");
            Check.Id(held.TaskId, "tasks[].taskId");
            Check.Range(held.Attempt, 1, int.MaxValue, "tasks[].attempt");
            Check.Defined(held.Phase, "tasks[].phase");
        }

        return hello;
    }

    public static Heartbeat Checked(Heartbeat beat)
    {
        Check.Given(beat, "heartbeat");
        Check.Range(beat.Running, 0, 100_000, "running");
        Check.Range(beat.Waiting, 0, 100_000, "waiting");
        Check.Range(beat.UnsentBytes, 0, long.MaxValue, "unsentBytes");
        Check.Range(beat.Load?.Count ?? 0, 0, 3, "number of load averages");
        Check.Range(beat.Disks?.Count ?? 0, 0, MostDisks, "number of disks");
        foreach (var disk in beat.Disks ?? [])
        {
            Check.Given(disk, "disks[]");
            Check.Text(disk.Mount, 1, Limits.PathLength, "disks[].mount");
        }

        return beat;
    }

    public static AgentHello ToGrain(this Hello hello) => new(
        hello.ProtocolVersion,
        hello.AgentVersion,
        hello.Slots,
        new HostFacts(
            hello.Facts.HostName, hello.Facts.Os, hello.Facts.Kernel, hello.Facts.Architecture, hello.Facts.Cpus, hello.Facts.MemoryBytes,
            hello.Facts.BootedAt, hello.Facts.Addresses, hello.Facts.Only, hello.Facts.Commands),
        hello.Tasks.Select(held => new Tasks.HeldTask(held.TaskId, held.Attempt, held.Phase == HeldPhase.Ended)).ToArray(),
        hello.Instance,
        hello.Installation);

    public static HostLoad ToGrain(this Heartbeat beat) => new(
        beat.CpuPercent,
        beat.MemoryUsedBytes,
        beat.Load,
        beat.UptimeSeconds,
        beat.Disks?.Select(disk => new DiskUse(disk.Mount, disk.TotalBytes, disk.UsedBytes)).ToArray(),
        beat.Running,
        beat.Waiting,
        beat.UnsentBytes,
        beat.RxBytesPerSecond,
        beat.TxBytesPerSecond);

    private static void Facts(Protocol.HostFacts facts)
    {
        Check.Text(facts.HostName, 1, FactLength, "facts.hostName");
        Check.Text(facts.Os, 0, FactLength, "facts.os");
        Check.Text(facts.Kernel, 0, FactLength, "facts.kernel");
        Check.Text(facts.Architecture, 0, FactLength, "facts.architecture");
        Check.Given(facts.Addresses, "facts.addresses");
        Check.Range(facts.Addresses.Count, 0, MostAddresses, "number of facts.addresses");
        foreach (var address in facts.Addresses)
        {
            Check.Text(address, 1, FactLength, "facts.addresses[]");
        }

        Check.Range(facts.Only?.Count ?? 0, 0, MostWords, "number of facts.only");
        Check.Range(facts.Commands?.Count ?? 0, 0, MostCommands, "number of facts.commands");
        foreach (var word in facts.Only ?? [])
        {
            Check.Id(word, "facts.only[]");
        }

        foreach (var command in facts.Commands ?? [])
        {
            Check.Id(command, "facts.commands[]");
        }
    }
}
