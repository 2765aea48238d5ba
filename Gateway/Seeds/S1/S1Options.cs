using System.ComponentModel.DataAnnotations;

namespace OrleansOps.Seeds.S1;

/// <summary>The doors for agents of S1, the job agent in Go.</summary>
internal sealed class S1Options
{
    public const string Section = "Gateway:S1";

    /// <summary>Whether its agents may connect. They show their token as it is, so only while they are moved over, and behind TLS. Default: false.</summary>
    public bool Enabled { get; set; }

    /// <summary>Tasks that one of them is given at once, 1 to 1,000: it does not say how many it runs. Default: 5, as it is set up.</summary>
    [Range(1, 1_000)]
    public int TasksAtOnce { get; set; } = 5;

    /// <summary>Whether messages are compressed with an agent that asks for it. Default: true.</summary>
    public bool Compression { get; set; } = true;

    /// <summary>Bytes of one message of an agent, once it is unpacked. A result with 5 MiB of output may take more than that as JSON. Default: 32 MiB.</summary>
    [Range(512 * 1024, 64 * 1024 * 1024)]
    public int MessageBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>An agent that was sent nothing for so long is sent something: it gives its connection up after 60 s. Default: 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:20")]
    public TimeSpan SayEvery { get; set; } = TimeSpan.FromSeconds(15);
}
