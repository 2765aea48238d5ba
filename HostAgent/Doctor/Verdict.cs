using System.Text.Json.Serialization;

namespace OrleansOps.HostAgent.Doctor;

/// <summary>How a check ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
internal enum Verdict
{
    /// <summary>Nothing is to be done.</summary>
    [JsonStringEnumMemberName("ok")]
    Ok = 0,

    /// <summary>The agent works, and somebody should know of it all the same.</summary>
    [JsonStringEnumMemberName("warn")]
    Warn = 1,

    /// <summary>The agent does not work, or not for long.</summary>
    [JsonStringEnumMemberName("fail")]
    Fail = 2,
}
