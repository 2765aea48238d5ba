namespace Orleans.Configuration;

/// <summary>How calls are carried.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long callers wait for an answer. Default: 30 seconds.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
