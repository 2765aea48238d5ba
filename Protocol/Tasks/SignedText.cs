using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Protocol;

/// <summary>
/// What a signature of a task is over: a line for each thing that decides what runs, in an order of its own. Values are percent-escaped (RFC 3986), so
/// that none has a line end in it and no two tasks have the same text. Not in it is what anybody may decide who can cancel a task: times, limits, its log;
/// nor the values of secrets, which are not the signer's.
/// </summary>
public static class SignedText
{
    private const string FirstLine = "OrleansOps task 1";

    /// <param name="order">The task. Its host is that of the signature.</param>
    /// <param name="host">The host that it is for.</param>
    /// <param name="until">Until when it may be started.</param>
    public static byte[] Of(RunTask order, string host, DateTimeOffset until)
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        Line("task", order.TaskId);
        Line("host", host);
        Line("until", until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        Line("kind", order.Kind.ToString().ToLowerInvariant());
        Hash("script", order.Script);
        Lines("argument", order.Argv);
        foreach (var (name, value) in order.Env.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            Line("variable", name, value);
        }

        Lines("secret", order.Secrets?.Keys.Where(name => name is not FileDelivery.TokenSecret).Order(StringComparer.Ordinal));
        Lines("secret-file", order.SecretFiles?.Order(StringComparer.Ordinal));
        Line("directory", order.WorkingDirectory);
        Hash("stdin", order.Stdin is { Length: > 0 } stdin ? stdin : null);
        Line("terminal", order.Tty is { } tty ? string.Create(CultureInfo.InvariantCulture, $"{tty.Columns}x{tty.Rows}") : null);
        User(order.RunAs);
        Setting(order.Setting);
        Lines("artifact", order.Artifacts?.Paths);
        return Encoding.UTF8.GetBytes(text.ToString());

        void Line(string field, params string?[] values)
        {
            if (values is not [null])
            {
                text.Append(field).Append('=').AppendJoin('=', values.Select(value => Uri.EscapeDataString(value ?? ""))).Append('\n');
            }
        }

        void Lines(string field, IEnumerable<string>? values)
        {
            foreach (var value in values ?? [])
            {
                Line(field, value);
            }
        }

        void Hash(string field, byte[]? bytes) => Line(field, bytes is null ? null : Convert.ToHexStringLower(SHA256.HashData(bytes)));

        void User(RunAs? runAs)
        {
            Line("user", runAs?.User);
            Line("group", runAs?.Group);
            Line("groups", runAs?.Groups is { } groups ? string.Join(',', groups) : null);
            Line("login", runAs is { Login: true } ? "true" : null);
        }

        void Setting(TaskSetting? setting)
        {
            Line("umask", setting?.Umask is { } umask ? Convert.ToString(umask, 8) : null);
            Line("create-directory", setting is { CreateDirectory: true } ? "true" : null);
            Line("locale", setting?.Locale);
            Line("time-zone", setting?.TimeZone);
        }
    }
}
