namespace Orleans.Configuration;

/// <summary>How calls in the silo are carried.</summary>
public class SiloMessagingOptions : MessagingOptions;
