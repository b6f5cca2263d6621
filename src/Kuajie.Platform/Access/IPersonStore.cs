namespace Kuajie.Platform.Access;

/// <summary>Where people who sign in are recorded.</summary>
public interface IPersonStore
{
    /// <summary>Everybody, removed ones too, in order of id.</summary>
    IReadOnlyList<Person> All();

    /// <summary>Adds a person or puts a changed record in the place of the one with its id.</summary>
    void Put(Person person);
}
