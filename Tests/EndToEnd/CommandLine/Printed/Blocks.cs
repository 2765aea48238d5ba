namespace OrleansOps.EndToEnd;

/// <summary>Blocks of shell commands in documents.</summary>
internal static class Blocks
{
    /// <summary>The block that holds this text, without its prompts.</summary>
    public static string After(string document, string text)
    {
        var blocks = File.ReadAllText(Path.Combine(PrintedCommands.Root, document)).Split("```");
        var block = blocks.Where((_, i) => i % 2 == 1).Single(block => block.Contains(text, StringComparison.Ordinal));
        return string.Join('\n', block.Split('\n').Skip(1).Select(line => line.StartsWith("$ ", StringComparison.Ordinal) ? line[2..] : line));
    }
}
