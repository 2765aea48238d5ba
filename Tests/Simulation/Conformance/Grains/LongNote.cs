namespace OrleansOps.Simulation.Conformance;

[GenerateSerializer, Alias("conformance.LongNote")]
public sealed record LongNote(string Text, List<int> Numbers, [property: Id(0)] string More) : Note(Text, Numbers);
