using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansOps.HostAgent.Linux;

/// <summary>The users and groups of this host, from wherever it has them (files, LDAP, ...).</summary>
internal static unsafe partial class Accounts
{
    private const int BufferBytes = 64 * 1024;
    private const int MostGroups = 1_024;
    private const string C = "libc";

    /// <summary>By name, or by number where nobody is called so. Null if there is none.</summary>
    public static Account? Find(string user)
    {
        var buffer = new byte[BufferBytes];
        fixed (byte* room = buffer, name = Text(user))
        {
            User entry;
            User* found;
            if ((GetUser(name, &entry, room, BufferBytes, &found) != 0 || found is null)
                && (!TryNumber(user, out var number) || GetUser(number, &entry, room, BufferBytes, &found) != 0 || found is null))
            {
                return null;
            }

            return new Account(String(entry.Name), entry.Id, entry.Group, GroupsOf(entry), String(entry.Home), String(entry.Shell));
        }
    }

    /// <summary>The number of a group, by its name or number; null if there is none.</summary>
    public static uint? FindGroup(string group)
    {
        var buffer = new byte[BufferBytes];
        fixed (byte* room = buffer, name = Text(group))
        {
            Group entry;
            Group* found;
            return GetGroup(name, &entry, room, BufferBytes, &found) == 0 && found is not null ? entry.Id
                : TryNumber(group, out var number) ? number
                : null;
        }
    }

    /// <summary>Gives a file or directory to a user. A link is not followed.</summary>
    public static bool TryGive(string path, Account owner) => ChangeOwner(path, owner.User, owner.Group) == 0;

    private static uint[] GroupsOf(User user)
    {
        var groups = new uint[MostGroups];
        var count = MostGroups;
        fixed (uint* list = groups)
        {
            return GetGroups(user.Name, user.Group, list, &count) < 0 ? [user.Group] : groups[..count];
        }
    }

    private static bool TryNumber(string text, out uint number) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number != uint.MaxValue;

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static string String(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    [LibraryImport(C, EntryPoint = "getpwnam_r")]
    private static partial int GetUser(byte* name, User* entry, byte* room, nint bytes, User** found);

    [LibraryImport(C, EntryPoint = "getpwuid_r")]
    private static partial int GetUser(uint id, User* entry, byte* room, nint bytes, User** found);

    [LibraryImport(C, EntryPoint = "getgrnam_r")]
    private static partial int GetGroup(byte* name, Group* entry, byte* room, nint bytes, Group** found);

    [LibraryImport(C, EntryPoint = "getgrouplist")]
    private static partial int GetGroups(byte* user, uint group, uint* groups, int* count);

    [LibraryImport(C, EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    /// <summary>As every libc of Linux has it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct User
    {
        public byte* Name;
        public byte* Password;
        public uint Id;
        public uint Group;
        public byte* Comment;
        public byte* Home;
        public byte* Shell;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Group
    {
        public byte* Name;
        public byte* Password;
        public uint Id;
        public byte** Members;
    }
}
