namespace OrleansOps.Protocol;

/// <summary>What does not change while the agent runs.</summary>
/// <param name="HostName">Name of the host.</param>
/// <param name="Os">Name and version of the operating system, such as "Debian GNU/Linux 12 (bookworm)".</param>
/// <param name="Kernel">Kernel release.</param>
/// <param name="Architecture">Processor architecture, such as "x64".</param>
/// <param name="Cpus">Logical processors.</param>
/// <param name="MemoryBytes">Physical memory.</param>
/// <param name="BootedAt">When the host started.</param>
/// <param name="Addresses">Addresses of its interfaces, without loopback.</param>
/// <param name="Only">What alone it runs, by its own settings: words of <see cref="AllowedWork"/>. Null: anything.</param>
/// <param name="Commands">Names of the commands that it offers.</param>
public sealed record HostFacts(
    string HostName,
    string Os,
    string Kernel,
    string Architecture,
    int Cpus,
    long MemoryBytes,
    DateTimeOffset BootedAt,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string>? Only = null,
    IReadOnlyList<string>? Commands = null);
