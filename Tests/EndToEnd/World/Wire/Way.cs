namespace OrleansOps.EndToEnd;

/// <summary>Which way something travels.</summary>
public enum Way
{
    ToServer,
    ToAgent,
}
