namespace OrleansOps.Cli;

/// <summary>The file that a task puts on its host: where, from what, and how it is to look there.</summary>
/// <param name="StoredId">A file of the store.</param>
/// <param name="MostBytes">The most that is taken from an address.</param>
/// <param name="Name">What it is called where the path is a directory.</param>
/// <param name="Mode">Octal digits.</param>
/// <param name="IfExists">overwrite, keep or fail; overwrite if it is left out.</param>
internal sealed record SubmitFile(
    string Path,
    string? Content = null,
    string? ContentBase64 = null,
    string? StoredId = null,
    string? Url = null,
    IReadOnlyDictionary<string, string?>? Headers = null,
    string? Sha256 = null,
    long? SizeBytes = null,
    long? MostBytes = null,
    string? Name = null,
    string? Mode = null,
    string? Owner = null,
    string? Group = null,
    bool? CreateDirectories = null,
    string? IfExists = null,
    long? BytesPerSecond = null)
{
    /// <summary>Where it comes from and how it is to look, in one line.</summary>
    public string Text()
    {
        var look = new[]
        {
            Show.Bytes(SizeBytes),
            Mode is null ? null : $"mode {Mode}",
            Owner is null && Group is null ? null : $"owner {Owner}{(Group is null ? "" : $":{Group}")}",
            IfExists is "keep" ? "unless one is there" : IfExists is "fail" ? "fails if one is there" : null,
        }.OfType<string>().ToList();
        return $"{Path} from {Url ?? (StoredId is { } id ? $"the store ({id[..Math.Min(12, id.Length)]})" : "the task itself")}{(look.Count == 0 ? "" : $", {string.Join(", ", look)}")}";
    }
}
