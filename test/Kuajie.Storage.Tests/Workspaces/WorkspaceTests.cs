using Kuajie.Platform.Faults;
using Kuajie.Storage.Workspaces;

namespace Kuajie.Storage.Tests.Workspaces;

public sealed class WorkspaceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_FolderWithoutWorkspace_SaysHowToMakeOne()
    {
        var fault = Assert.Throws<KuajieException>(() => Workspace.Open(folder.Path, "status", TimeProvider.System));

        Assert.Equal("no-workspace", fault.Code);
        Assert.Contains("kuajie init", fault.Cure, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Create_ThenOpen_FindsWhatWasWritten()
    {
        using (var created = Workspace.Create(folder.Path, "init", TimeProvider.System))
        {
            created.Partners.EnsureDomain("knowledge");
        }

        using var opened = Workspace.Open(folder.Path, "status", TimeProvider.System);

        Assert.Equal("knowledge", Assert.Single(opened.Partners.Domains()).Name);
    }
}
