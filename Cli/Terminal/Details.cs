using Spectre.Console;

namespace OrleansOps.Cli;

/// <summary>Named values, one on each line. What is not known is left out.</summary>
internal sealed class Details
{
    private readonly List<(string Name, Cell Value)> _lines = [];

    public Details Add(string name, Cell? value)
    {
        if (!string.IsNullOrEmpty(value?.Text))
        {
            _lines.Add((name, value));
        }

        return this;
    }

    public void Write(IAnsiConsole console)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        foreach (var (name, value) in _lines)
        {
            grid.AddRow(new Text(name + ":", Styles.Heading(console)), value.Render(console));
        }

        console.Write(grid);
    }
}
