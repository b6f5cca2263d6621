using Kuajie.Platform.Access;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Server.Access;

/// <summary>Which domains whom belong to and who shares what, as it stands now. Whoever adds a domain or changes a partnership says so by <see cref="Refresh"/>.</summary>
public sealed class CurrentAccess
{
    private readonly IWorkspace workspace;
    private volatile DomainAccess current;

    /// <summary>Reads it from the workspace.</summary>
    public CurrentAccess(IWorkspace workspace)
    {
        this.workspace = workspace;
        current = Read();
    }

    /// <summary>The snapshot.</summary>
    public DomainAccess Current => current;

    /// <summary>Reads it anew.</summary>
    public void Refresh() => current = Read();

    private DomainAccess Read() => new(workspace.Partners.Domains(), workspace.Partners.Partnerships());
}
