namespace Orleans.Runtime;

/// <summary>The call was not taken; the caller may send it again.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message)
    {
    }
}
