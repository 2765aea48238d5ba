namespace OrleansOps.Bench;

/// <summary>The figures as a person reads them.</summary>
internal static class FigureTable
{
    public static void Print(IReadOnlyList<Figure> figures)
    {
        Line("NAME", "VALUE", "UNIT", "LIMIT", "RATIO", "GATE", "GOAL", "NOTE");
        foreach (var figure in figures)
        {
            Line(
                figure.Name,
                Number(figure.Value),
                figure.Unit,
                figure.Limit is { } limit ? Number(limit) : "-",
                figure.Ratio is { } ratio ? $"{ratio:0.00}" : "-",
                figure.Gate,
                figure.Goal,
                figure.Note);
        }
    }

    public static string Number(double value) => value switch
    {
        >= 1_000 => $"{value:#,0}",
        >= 100 => $"{value:0}",
        >= 10 => $"{value:0.0}",
        _ => $"{value:0.00}",
    };

    private static void Line(string name, string value, string unit, string limit, string ratio, string gate, string goal, string note) =>
        Console.WriteLine($"{name,-24}{value,12} {unit,-9}{limit,11}{ratio,8}  {gate,-18}{goal,-20}{note}".TrimEnd());
}
