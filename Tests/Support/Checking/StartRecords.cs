namespace OrleansOps.Tests.Support;

/// <summary>The files in which scripts note their starts.</summary>
public static class StartRecords
{
    /// <summary>How many times each task started, over all of these files.</summary>
    public static async Task<Dictionary<string, int>> Read(IEnumerable<string> files)
    {
        var starts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in files.Where(File.Exists))
        {
            foreach (var id in await File.ReadAllLinesAsync(file))
            {
                starts[id] = starts.GetValueOrDefault(id) + 1;
            }
        }

        return starts;
    }
}
