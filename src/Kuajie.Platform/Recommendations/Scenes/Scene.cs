namespace Kuajie.Platform.Recommendations.Scenes;

/// <summary>A named placement of a domain: what its requests usually ask for, as the wire writes it.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Name">Its name.</param>
/// <param name="RequestJson">The request.</param>
/// <param name="ChangedAt">When it was stored.</param>
public sealed record Scene(string Domain, string Name, string RequestJson, DateTimeOffset ChangedAt);

/// <summary>Where scenes are kept.</summary>
public interface ISceneStore
{
    /// <summary>The scenes of a domain, in name order.</summary>
    IReadOnlyList<Scene> Of(string domain);

    /// <summary>A scene, or null.</summary>
    Scene? Find(string domain, string name);

    /// <summary>Stores a scene in place of the one of its name.</summary>
    void Put(Scene scene);

    /// <summary>Forgets a scene. False where there is none.</summary>
    bool Remove(string domain, string name);
}
