using System.CommandLine;

namespace OrleansOps.Cli;

/// <summary>A command whose help goes on after the options.</summary>
/// <param name="more">Examples, and whatever else is worth knowing before using it.</param>
internal sealed class DocumentedCommand(string name, string description, string more) : Command(name, description)
{
    public string More { get; } = more;
}
