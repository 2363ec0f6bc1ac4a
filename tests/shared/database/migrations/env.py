from shared.database.migrating import run_environment

run_environment()
