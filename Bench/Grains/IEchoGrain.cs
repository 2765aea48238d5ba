namespace OrleansOps.Bench;

/// <summary>Answers with what it is given.</summary>
public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<int> Echo(int value);
}
