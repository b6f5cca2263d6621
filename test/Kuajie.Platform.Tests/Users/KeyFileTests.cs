using System.Text;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Users;

public sealed class KeyFileTests : IDisposable
{
    private const string Key = "0123456789abcdefghijklmnopqrstuv";
    private readonly string folder = Directory.CreateTempSubdirectory("kuajie-").FullName;

    private string FilePath => Path.Combine(folder, "key");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(Key)]
    [InlineData(Key + "\n")]
    [InlineData(Key + "\r\n")]
    [InlineData("\uFEFF" + Key + " \t\r\n\n")]
    public void Read_WhatMailAndEditorsAdd_DoesNotCount(string content)
    {
        File.WriteAllText(FilePath, content);

        Assert.Equal(Encoding.ASCII.GetBytes(Key), KeyFile.Read(FilePath));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789abcdefghijklmnopqrstu\n\n\n\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabcabcabcabcabcabcabcabcabcabc")]
    public void Read_KeyThatIsNone_Refuses(string content)
    {
        File.WriteAllText(FilePath, content);

        var fault = Assert.Throws<KuajieException>(() => KeyFile.Read(FilePath));

        Assert.Equal("invalid-key-file", fault.Code);
        Assert.True(fault.IsUsage);
        Assert.Contains("32", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FileThatIsSomethingElse_Refuses()
    {
        File.WriteAllBytes(FilePath, new byte[5000]);

        Assert.Equal("invalid-key-file", Assert.Throws<KuajieException>(() => KeyFile.Read(FilePath)).Code);
    }

    [Fact]
    public void Read_Absent_Refuses() =>
        Assert.Equal("unreadable-key-file", Assert.Throws<KuajieException>(() => KeyFile.Read(FilePath)).Code);

    [Fact]
    public void Generate_WritesAKeyForItsOwnerAlone()
    {
        KeyFile.Generate(FilePath);

        Assert.Equal(64, KeyFile.Read(FilePath).Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        }
    }

    [Fact]
    public void Generate_ExistingFile_IsNeverReplaced()
    {
        File.WriteAllText(FilePath, Key);

        Assert.Equal("key-file-exists", Assert.Throws<KuajieException>(() => KeyFile.Generate(FilePath)).Code);
        Assert.Equal(Key, File.ReadAllText(FilePath));
    }
}
