using Kuajie.Client.Recommendations;
using Kuajie.Platform.Access;
using Kuajie.Platform.Training;
using Kuajie.Server.Training;

namespace Kuajie.Server.Recommendations;

/// <summary>Who may look at lists that are not recorded, and at those of versions that do not serve.</summary>
internal static class PreviewAccess
{
    private const Role People = Role.Owner | Role.Growth | Role.Data;

    /// <summary>Refuses a version without preview, a caller that only serves lists, and versions that are not of the caller's own domains: those are as if unknown.</summary>
    /// <exception cref="Platform.Faults.KuajieException">The caller may not preview this.</exception>
    public static void ThrowIfRefused(RecommendationRequest request, Caller caller, DomainAccess access, IModelRegistry registry)
    {
        if (request.Preview != true)
        {
            throw RecommendationsTexts.ModelWithoutPreview();
        }
        if (!caller.HasAny(Scope.Manage, People))
        {
            throw RecommendationsTexts.PreviewNotAllowed();
        }
        if (request.Model is { } wanted && !IsOwn(registry.Find(wanted), caller, access))
        {
            throw TrainingFaults.UnknownVersion(wanted, string.Join(", ", access.Visible(caller, DomainNeed.Own)));
        }
    }

    private static bool IsOwn(ModelVersion? version, Caller caller, DomainAccess access) =>
        version is not null && access.Allows(caller, version.TargetDomain, DomainNeed.Own);
}
