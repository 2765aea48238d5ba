namespace OrleansOps.Cli;

/// <summary>How what a command shows is written.</summary>
internal enum OutputFormat
{
    Table,

    /// <summary>Every column, however wide the terminal is.</summary>
    Wide,

    /// <summary>The name alone, one on each line.</summary>
    Name,

    Json,
    Yaml,
}
