namespace OrleansOps.Simulation.Conformance;

[GenerateSerializer, Alias("conformance.Note")]
public record Note([property: Id(0)] string Text, [property: Id(1)] List<int> Numbers);
