using OrleansOps.Platform;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansOps.Cli;

/// <summary>A value in a table or in details.</summary>
/// <param name="Text">As it came.</param>
/// <param name="Color">Where colours are shown; null leaves the terminal's own.</param>
internal sealed record Cell(string? Text, Color? Color = null)
{
    private const string Nothing = "-";

    public static implicit operator Cell(string? text) => new(text);

    public IRenderable Render(IAnsiConsole console) => new Text(Shown, Styles.Of(console, Color));

    /// <summary>Never empty, so that columns can be counted by a shell.</summary>
    public string Shown => string.IsNullOrEmpty(Text) ? Nothing : Printable.Of(Text);
}
