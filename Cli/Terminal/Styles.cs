using Spectre.Console;

namespace OrleansOps.Cli;

/// <summary>Styles where colours are wanted; nothing at all where they are not.</summary>
internal static class Styles
{
    public static Style Heading(IAnsiConsole console) => IsPlain(console) ? Style.Plain : new Style(decoration: Decoration.Bold);

    public static Style Of(IAnsiConsole console, Color? color) => color is { } wanted && !IsPlain(console) ? new Style(wanted) : Style.Plain;

    private static bool IsPlain(IAnsiConsole console) => console.Profile.Capabilities.ColorSystem == ColorSystem.NoColors;
}
