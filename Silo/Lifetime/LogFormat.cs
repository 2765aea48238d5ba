namespace OrleansOps.Lifetime;

/// <summary>How events are written to the log.</summary>
public enum LogFormat
{
    /// <summary>A line for people.</summary>
    Text,

    /// <summary>A JSON object on a line, for programs that collect logs: Serilog's compact form (<c>@t</c>, <c>@m</c>, <c>@l</c>, <c>@x</c>, <c>@tr</c>, <c>@sp</c>).</summary>
    Json,
}
